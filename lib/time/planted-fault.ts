import '@/lib/runtime/singleton';
export {};
